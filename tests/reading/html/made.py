"""Invented pages, each in the manner of a kind of site."""

from __future__ import annotations

from onrecord.reading.given import Given
from onrecord.reading.html.page import read_html
from onrecord.reading.page import Page

WIRE = """<!DOCTYPE html>
<html lang="en-US">
<head>
  <meta charset="utf-8">
  <title>Harbour dredging halted at Kelm after third spill - Northgate Wire</title>
  <meta property="og:title" content="Harbour dredging halted at Kelm after third spill">
  <meta property="og:site_name" content="Northgate Wire">
  <meta name="description" content="The port authority stopped all dredging on Wednesday.">
  <meta property="article:modified_time" content="2031-05-09T06:12:00+02:00">
  <link rel="canonical" href="https://www.northgatewire.example/2031/05/07/harbour-dredging-halted-kelm">
  <script type="application/ld+json">
  {"@context": "https://schema.org", "@graph": [
    {"@type": "WebSite", "@id": "https://www.northgatewire.example/#site", "name": "Northgate Wire"},
    {"@type": "Organization", "@id": "https://www.northgatewire.example/#org", "name": "Northgate Wire"},
    {"@type": "Person", "@id": "https://www.northgatewire.example/#p7", "name": "Orla Venn"},
    {"@type": ["NewsArticle"], "headline": "Harbour dredging halted at Kelm after third spill",
     "author": [{"@id": "https://www.northgatewire.example/#p7"}, {"@type": "Person", "name": "Tam Brisk"}],
     "publisher": {"@id": "https://www.northgatewire.example/#org"},
     "datePublished": "2031-05-07T23:40:00-04:00", "dateModified": "2031-05-09T06:12:00+02:00", "inLanguage": "en-US"},
    {"@type": "NewsArticle", "headline": "Another story", "isPartOf": {"@type": "NewsArticle", "headline": "No"}}
  ]}
  </script>
  <style>p { color: red }</style>
</head>
<body>
<header><nav class="site-nav"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
<li><a href="/business">Business</a></li></ul></nav></header>
<main><article class="story">
  <h1 class="story-headline">Harbour dredging halted at Kelm after third spill</h1>
  <p class="byline">By <a href="/people/orla-venn" rel="author">Orla Venn</a> and Tam Brisk</p>
  <time datetime="2031-05-07T23:40:00-04:00">May 7, 2031</time>
  <div class="story-body">
    <p>KELM, May 7 (Northgate) &mdash; The port authority stopped all dredging on Wednesday after a third
       spill in a week, and said that it would ask for an inquiry.</p>
    <p>&ldquo;We will not start again until the pipes have been tested,&rdquo; said Ada Fenwick, the harbour
       master, in a <a href="https://port.kelm.example/statements/12">statement</a>.</p>
    <figure><img src="x.jpg" alt="A dredger"><figcaption>A dredger lies idle off Kelm on Tuesday. Photo: Idris Vale</figcaption></figure>
    <div class="related-links"><h3>Related</h3><ul>
      <li><a href="/2031/05/02/first-spill">First spill closes the beach at Kelm</a></li></ul></div>
    <h2>Fishermen want answers</h2>
    <p>The fishermen&#8217;s union accused the contractor of hiding two earlier leaks, which Brandt&nbsp;Marine denied.
       &ldquo;There is nothing to hide,&rdquo; its spokesman Jory Pell said.</p>
    <ul class="facts"><li>Three spills were reported to the authority in seven days, the record shows.</li>
      <li>Some 40 boats have stayed in port since Monday, according to the union.</li></ul>
    <p>The government in Sarn said on Thursday that it was following the matter closely.</p>
    <p class="correction">Correction: an earlier version of this story gave a wrong number of boats.</p>
  </div>
</article></main>
<aside class="sidebar"><h2>Most read</h2><ul><li><a href="/a">Bridge closed for repairs until autumn</a></li></ul></aside>
<footer><p>&copy; 2031 Northgate Wire. All rights reserved.</p></footer>
<script>document.write("<p>never shown</p>")</script>
</body></html>"""

BLOG = """<html><body>
<div id=top><a href=index.html>Pell's notebook</a></div>
<h1>What the ferry people told me</h1>
<div>I went down to the quay on Friday to ask why the ferry had not run for a fortnight, and nobody there would say.
<br><br>
"It is the gearbox," the mate said at last. He asked me not to print his name, so I have left it out here.
<br><br>
The company says that the boat will be back by June.<br>It said the same in March, and in April too.
<p>Unclosed things are <b>no <i>trouble</b></i> to anyone who reads slowly and has the time for it.
<p>&copy; A. Pell</div>
</body></html>"""

BROADCASTER = """<!doctype html><html lang=en-GB><head><meta charset=utf-8>
<title>Sarn council drops plan for toll bridge - Vale News</title>
<meta property="og:site_name" content="Vale News"><meta property="og:title" content="Sarn council drops plan for toll bridge">
<meta property="article:published_time" content="2030-11-04T09:15:00+00:00"><meta property="article:author" content="https://facebook.example/vale">
<meta name="author" content="Mirren Oake, Political correspondent">
</head><body><div id="main-content"><article>
<header><h1 id="main-heading">Sarn council drops plan for toll bridge</h1></header>
<div data-component="byline-block"><span>Mirren Oake</span><span>Political correspondent</span></div>
<div data-component="text-block"><p><b>Plans for a toll on the Sarn bridge have been dropped, the council leader has told Vale News.</b></p></div>
<div data-component="text-block"><p>Councillor Dav Tarn said the decision followed &quot;a frank conversation&quot; with drivers.</p>
<p>He denied that the council had been forced into it by the ministry.</p></div>
<div data-component="text-block"><h2>What happens now</h2>
<p>The ministry said: &ldquo;We welcome this, and we will work with the council on another plan for the crossing.&rdquo;</p></div>
<blockquote class="twitter-tweet"><p lang="en">The toll is dead. Thank you to everyone who wrote to us about it this year.</p>
&mdash; Dav Tarn (@davtarn) <a href="https://social.example/davtarn/1">November 4, 2030</a></blockquote>
<div data-component="links-block"><h2>More on this story</h2><ul><li><a href="/news/1">Toll bridge: the story so far</a></li></ul></div>
</article></div><div class="cookie-consent" role="dialog"><p>We use cookies to give you the best experience on our site.</p></div>
</body></html>"""

LIVE = """<!doctype html><html lang=en><head><meta charset=utf-8><title>Flood in Osk: live updates</title>
<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Flood in Osk: live updates",
"author":"Staff of the Osk Courier; Lena Hart","datePublished":"2029-02-03T06:00:00Z",
"liveBlogUpdate":[{"@type":"BlogPosting","headline":"Bridge shut","datePublished":"2029-02-01"}],}</script></head>
<body><main><h1>Flood in Osk: live updates</h1><div class="liveblog">
<article class="live-post"><time datetime="2029-02-03T10:02:00Z">10:02</time><h2>Bridge shut to all traffic</h2>
<p>The police have shut the Long Bridge to all traffic, Inspector Hale Rudd said a few minutes ago.</p></article>
<article class="live-post"><time datetime="2029-02-03T09:40:00Z">09:40</time><h2>Schools stay closed</h2>
<p>All schools in the lower town will stay closed until Monday, the mayor told reporters at the town hall.</p></article>
<article class="live-post"><time datetime="2029-02-03T09:05:00Z">09:05</time><h2>River still rising</h2>
<p>The river was still rising at nine o'clock, according to the water board, which expects the peak tonight.</p></article>
</div></main></body></html>"""

AMP = """<!doctype html><html \u26a1 lang="en"><head><meta charset="utf-8"><link rel="canonical" href="https://ledger.example/news/mill-fire">
<title>Fire at Varn mill put out after nine hours</title>
<script type="application/ld+json">[{"@type":"BreadcrumbList"},{"@type":"NewsArticle","mainEntityOfPage":"https://ledger.example/news/mill-fire",
"headline":"Fire at Varn mill put out after nine hours","datePublished":"2030-01-19 08:30:00 +01:00",
"author":{"@type":"Person","name":["Uma Lorne"]},"publisher":{"@type":"Organization","name":"The Varn Ledger"}}]</script></head>
<body><amp-sidebar id="s" layout="nodisplay"><ul><li><a href="/">Start</a></li></ul></amp-sidebar>
<amp-story-grid><article><h1>Fire at Varn mill put out after nine hours</h1>
<amp-img src="a.jpg" width="4" height="3"><noscript><img src="a.jpg"></noscript></amp-img>
<p>Firefighters put out a blaze at the old paper mill in Varn on Saturday after nine hours, the fire service said.</p>
<amp-ad width="3" height="2" type="x"></amp-ad>
<p>Nobody was hurt. <o:p>The owner, Bree Castor, said she</o:p> had <gw-term>no idea</gw-term> how it began.</p>
<p>An inspector from the county will look at the building on Monday, according to the service.</p>
</article></amp-story-grid></body></html>"""

HEBREW = """<!doctype html><html lang="he" dir="rtl"><head><meta charset="utf-8"><title>\u05d2\u05e9\u05e8 \u05d7\u05d3\u05e9 \u05e0\u05e4\u05ea\u05d7</title></head>
<body><article><h1>\u05d2\u05e9\u05e8 \u05d7\u05d3\u05e9 \u05e0\u05e4\u05ea\u05d7 \u05d1\u05e2\u05d9\u05e8</h1>
<p>\u05e8\u05d0\u05e9 \u05d4\u05e2\u05d9\u05e8 \u05d0\u05de\u05e8 \u05d1\u05d9\u05d5\u05dd \u05e9\u05e0\u05d9 \u05db\u05d9 \u05d4\u05d2\u05e9\u05e8 <bdi>\u201cOsk 2\u201d</bdi> \U0001f309 \u05d9\u05d9\u05e4\u05ea\u05d7 \u05dc\u05ea\u05e0\u05d5\u05e2\u05d4, \u05d5\u05d4\u05d5\u05e1\u05d9\u05e3 \u05db\u05d9 \u05d4\u05e2\u05d1\u05d5\u05d3\u05d5\u05ea \u05e0\u05de\u05e9\u05db\u05d5 \u05e9\u05e0\u05d4.</p>
<p>\u05ea\u05d5\u05e9\u05d1\u05d9 \u05d4\u05e9\u05db\u05d5\u05e0\u05d4 \u05d0\u05de\u05e8\u05d5 \u05db\u05d9 \u05d4\u05dd \u05de\u05e8\u05d5\u05e6\u05d9\u05dd \u05de\u05d4\u05e4\u05ea\u05e8\u05d5\u05df \u05d5\u05de\u05e7\u05d5\u05d5\u05d9\u05dd \u05e9\u05dc\u05d0 \u05d9\u05d4\u05d9\u05d5 \u05e2\u05d5\u05d3 \u05e4\u05e7\u05e7\u05d9\u05dd \u05d1\u05d1\u05d5\u05e7\u05e8.</p></article></body></html>"""

ODD = """<!DOCTYPE html><html><body><div class="post-content"><h2>Odds and ends of the page</h2>
<p>First\u00a0\u00a0hard   spaces &amp; entities &lt;b&gt;, an &eacute;clair, \U0001f600 and a <span>tab\there</span>.</p>
<p>
   Broken
   over <em>several </em> <strong> lines</strong>, with a soft\u00adhyphen and a<wbr>break, the clerk said.</p>
<pre>  kept   as
    it is</pre>
<p>One line<br>and another<br />
 and a third one, as the poet said long ago.</p>
<p>Before <script>var hidden = "x";</script>after <span hidden>not seen</span><span style="display: none">nor this</span> it all, they say.</p>
<table><tbody><tr><td>Cell one</td><td>Cell two <i>in</i> italics</td></tr></tbody></table>
<div>Loose words <p>and a paragraph of its own in the middle of them all</p> and loose words again</div>
</div></body></html>"""

ALL = {
    "wire": WIRE, "blog": BLOG, "broadcaster": BROADCASTER, "live": LIVE, "amp": AMP, "hebrew": HEBREW, "odd": ODD,
}  # fmt: skip


def page(source: str, **given: object) -> Page:
    """The page of this source."""
    return read_html(source.encode(), Given(**given))  # type: ignore[arg-type]


def blocks(read: Page, kind: str) -> list[str]:
    """The text of the blocks of one kind."""
    return [" ".join(read.text[start:end] for start, end in block.spans) for block in read.blocks if block.kind == kind]
