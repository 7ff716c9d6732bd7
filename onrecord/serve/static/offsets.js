// Places in a report's text.  The record counts code points, the browser UTF-16 units; an element with data-start shows
// as many code points as the text has from there, and elements that follow one another need not follow in the text.

export const codePoints = (words) => {
  let count = 0;
  for (let at = 0; at < words.length; at += 1, count += 1) {
    const unit = words.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00 && at + 1 < words.length) {
      const next = words.charCodeAt(at + 1);
      if (next >= 0xdc00 && next < 0xe000) at += 1;
    }
  }
  return count;
};

// How many UTF-16 units the first code points of some words take.
export const units = (words, count) => {
  let at = 0;
  for (let left = count; left > 0 && at < words.length; left -= 1) at += words.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
};

const stretches = (root) => [...root.querySelectorAll("[data-start]")];

// The part of a range that lies in an element; null where they do not meet.
function within(range, element) {
  if (!range.intersectsNode(element)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(element);
  const part = range.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) part.setStart(whole.startContainer, whole.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) part.setEnd(whole.endContainer, whole.endOffset);
  return part;
}

// The range's pieces, one for each element that it runs through: {start, end, words}, in code points of the text.
// Half a surrogate pair at an end counts as the whole.
export function piecesOf(range, root) {
  const found = [];
  for (const element of stretches(root)) {
    const part = within(range, element);
    if (!part) continue;
    const before = document.createRange();
    before.selectNodeContents(element);
    before.setEnd(part.startContainer, part.startOffset);
    let head = before.toString();
    let words = part.toString();
    if (/[\ud800-\udbff]$/.test(head) && /^[\udc00-\udfff]/.test(words)) {
      words = head.slice(-1) + words;
      head = head.slice(0, -1);
    }
    if (/[\ud800-\udbff]$/.test(words)) words += element.textContent.charAt(head.length + words.length);
    if (!words) continue;
    const start = Number(element.dataset.start) + codePoints(head);
    found.push({ start, end: start + codePoints(words), words });
  }
  return found;
}

// The pieces of all that is selected in the root.
export function selected(root) {
  const selection = window.getSelection();
  const found = [];
  for (let number = 0; number < selection.rangeCount; number += 1) {
    found.push(...piecesOf(selection.getRangeAt(number), root));
  }
  return found;
}

// The place in the page of a code point of the text: [node, offset]; null where no element shows it.
function point(root, place, atEnd) {
  for (const element of stretches(root)) {
    const inside = place - Number(element.dataset.start);
    if (inside < 0 || inside > codePoints(element.textContent) || (inside === 0 && atEnd)) continue;
    let left = units(element.textContent, inside);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left < node.length || (left === node.length && atEnd)) return [node, left];
      left -= node.length;
    }
    if (left === 0 && inside > 0 && atEnd) return [element, element.childNodes.length];
  }
  return null;
}

// The range from one code point of the text to another; null where the page does not show them.
export function rangeOf(root, start, end) {
  const from = point(root, start, false);
  const to = point(root, end, true);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}
