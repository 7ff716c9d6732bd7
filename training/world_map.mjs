// The world as one SVG file of two drawings, "land" and "borders", by Equal Earth; run by browser_files.py.
//   node world_map.mjs countries-110m.json FINENESS > world.svg      node world_map.mjs --points > points.json
// The world is 1000 wide, as in onrecord/serve/drawings/world.py; FINENESS: so many steps of a coordinate are 1.
import { readFileSync } from "node:fs";
import { geoEqualEarth, geoPath } from "d3-geo";
import { merge, mesh } from "topojson-client";

const WIDTH = 1000;
const SCALE = (WIDTH * Math.sqrt(3) * 1.340264) / (4 * Math.PI);
const HEIGHT = 2 * SCALE * 1.3173627591574133;
const world = geoEqualEarth().scale(SCALE).translate([WIDTH / 2, HEIGHT / 2]).precision(0.05);

// Islands of fewer square steps are left out: no screen shows them.
const LEAST = 4;

function area(points) {
  let sum = 0;
  points.forEach(([x, y], n) => {
    const [a, b] = points[(n + 1) % points.length];
    sum += x * b - a * y;
  });
  return Math.abs(sum) / 2;
}

// A path of whole numbers, each point by its distance from the last; what falls on the same point is left out.
function drawn(shape, fineness) {
  const lines = [];
  let line = null;
  const at = (x, y) => [Math.round(x * fineness), Math.round(y * fineness)];
  geoPath(world, {
    moveTo: (x, y) => lines.push((line = { points: [at(x, y)], closed: false })),
    lineTo: (x, y) => line.points.push(at(x, y)),
    closePath: () => (line.closed = true),
    arc() {},
  })(shape);
  let [x, y] = [0, 0];
  let path = "";
  for (const { points, closed } of lines) {
    const kept = points.filter(([a, b], n) => !n || a !== points[n - 1][0] || b !== points[n - 1][1]);
    if (kept.length < (closed ? 3 : 2) || (closed && area(kept) < LEAST)) continue;
    kept.forEach(([a, b], n) => {
      const down = String(b - y);
      path += (n ? (n > 1 && a >= x ? " " : n > 1 ? "" : "l") : "m") + (a - x) + (down.startsWith("-") ? down : ` ${down}`);
      [x, y] = [a, b];
    });
    if (closed) {
      path += "z";
      [x, y] = kept[0];
    }
  }
  return path;
}

const [file, fineness] = process.argv.slice(2);
if (file === "--points") {
  const points = [];
  for (const latitude of [-90, -67.5, -33.9, 0, 12.34, 48.85, 71, 90]) {
    for (const longitude of [-180, -71.1, 0, 2.35, 139.7, 180]) points.push([longitude, latitude, ...world([longitude, latitude])]);
  }
  console.log(JSON.stringify(points));
} else {
  const atlas = JSON.parse(readFileSync(file, "utf8"));
  const countries = atlas.objects.countries;
  const land = drawn(merge(atlas, countries.geometries), fineness);
  const borders = drawn(mesh(atlas, countries, (one, other) => one !== other), fineness);
  const small = `transform="scale(${1 / fineness})"`;
  console.log(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT.toFixed(2)}"><path id="land" ${small} d="${land}"/>` +
      `<path id="borders" ${small} fill="none" vector-effect="non-scaling-stroke" d="${borders}"/></svg>`,
  );
}
