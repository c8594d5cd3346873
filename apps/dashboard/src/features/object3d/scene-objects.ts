import {
  ArrowHelper,
  BufferAttribute,
  BufferGeometry,
  Color,
  Group,
  LineBasicMaterial,
  LineSegments,
  Points,
  PointsMaterial,
  Vector3,
  type Object3D,
} from "three";
import type { SceneBox, SceneContent } from "./scene-content.ts";

/** The colours that a scene takes from the page. */
export interface SceneColors {
  /** Of points without a colour of their own. */
  readonly plain: string;
  /** Of categories 1, 2, …, again and again. */
  readonly categories: readonly string[];
}

/** Where a box's name stands. */
export interface SceneLabel {
  readonly text: string;
  readonly at: Vector3;
}

/** A scene as objects to draw, its points' material, and the names in it. */
export interface SceneObjects {
  readonly root: Object3D;
  readonly points: PointsMaterial;
  readonly labels: readonly SceneLabel[];
}

// Corners come as W&B orders them; an edge joins those that differ in one direction.
const edges = [0, 1, 1, 3, 3, 2, 2, 0, 4, 5, 5, 7, 7, 6, 6, 4, 0, 4, 1, 5, 2, 6, 3, 7] as const;

/** Makes what stands in a scene. */
export function sceneObjects(content: SceneContent, colors: SceneColors): SceneObjects {
  const root = new Group();
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(content.positions, 3));
  const own = content.colors ?? categoryColors(content, colors);
  if (own !== undefined) geometry.setAttribute("color", new BufferAttribute(own, 3));
  const points = new PointsMaterial({
    size: 2,
    sizeAttenuation: false,
    vertexColors: own !== undefined,
    color: own === undefined ? colors.plain : 0xffffff,
  });
  if (content.positions.length > 0) root.add(new Points(geometry, points));
  for (const box of content.boxes) root.add(frame(box));
  for (const { start, end } of content.vectors) {
    const from = new Vector3(...start);
    const way = new Vector3(...end).sub(from);
    const length = way.length();
    if (length > 0)
      root.add(new ArrowHelper(way.normalize(), from, length, colors.plain, length * 0.2, length * 0.1));
  }
  const labels = content.boxes.flatMap(({ label, corners }) =>
    label === "" ? [] : [{ text: label, at: highest(corners) }],
  );
  return { root, points, labels };
}

function categoryColors({ categories }: SceneContent, colors: SceneColors): Float32Array | undefined {
  if (categories === undefined) return undefined;
  const known = colors.categories.map((color) => new Color(color));
  const out = new Float32Array(categories.length * 3);
  for (const [at, category] of categories.entries())
    known[(category + known.length - 1) % known.length]?.toArray(out, at * 3);
  return out;
}

function frame({ corners, color }: SceneBox): LineSegments {
  const ends = nearOrder(corners);
  const geometry = new BufferGeometry().setFromPoints(edges.map((at) => ends[at] as Vector3));
  return new LineSegments(geometry, new LineBasicMaterial({ color: new Color(...color) }));
}

/** Corners so that 0, 1, 2 and 4 are neighbours of 0, whatever order they were logged in. */
function nearOrder(corners: SceneBox["corners"]): Vector3[] {
  const all = corners.map((corner) => new Vector3(...corner));
  const [origin = new Vector3()] = all;
  const center = all.reduce((sum, one) => sum.add(one), new Vector3()).divideScalar(8);
  const opposite = center.clone().multiplyScalar(2).sub(origin);
  // Of a box, the three neighbours and their opposites: the vectors to the neighbours add up to the diagonal.
  const rest = all.slice(1);
  const diagonal = opposite.clone().sub(origin);
  for (let a = 0; a < 7; a++) {
    for (let b = a + 1; b < 7; b++) {
      for (let c = b + 1; c < 7; c++) {
        const [x, y, z] = [rest[a], rest[b], rest[c]].map((one) => (one as Vector3).clone().sub(origin));
        if (x === undefined || y === undefined || z === undefined) continue;
        const sum = x.clone().add(y).add(z);
        if (sum.distanceTo(diagonal) > diagonal.length() * 1e-3) continue;
        if (Math.abs(x.dot(y)) + Math.abs(y.dot(z)) + Math.abs(x.dot(z)) > diagonal.lengthSq() * 1e-2)
          continue;
        return Array.from({ length: 8 }, (_, at) => {
          const corner = origin.clone();
          if (at & 1) corner.add(x);
          if (at & 2) corner.add(y);
          if (at & 4) corner.add(z);
          return corner;
        });
      }
    }
  }
  return all;
}

function highest(corners: SceneBox["corners"]): Vector3 {
  const top = Math.max(...corners.map(([, , z]) => z));
  const [x, y] = [0, 1].map((axis) => corners.reduce((sum, one) => sum + (one[axis] ?? 0), 0) / 8);
  return new Vector3(x, y, top);
}
