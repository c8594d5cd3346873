import {
  AmbientLight,
  Box3,
  Color,
  DirectionalLight,
  Mesh,
  PerspectiveCamera,
  Scene,
  Sphere,
  Vector3,
  WebGLRenderer,
  type Material,
  type Object3D,
} from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import { cancelFrame, inNextFrame } from "../../lib/frame-scheduler.ts";
import type { SceneLabel } from "./scene-objects.ts";

export interface SpaceViewOptions {
  readonly host: HTMLElement;
  readonly root: Object3D;
  readonly labels: readonly SceneLabel[];
  /** Which way is up: clouds say z, models y. */
  readonly up: "y" | "z";
}

/** A drawn scene that is turned, moved and zoomed. Draws only when something changed. */
export interface SpaceView {
  /** Turns around the middle, in radians. */
  turn(across: number, up: number): void;
  /** Moves, as a share of the distance. */
  move(across: number, up: number): void;
  /** Above 1 comes nearer. */
  zoom(factor: number): void;
  reset(): void;
  resize(width: number, height: number): void;
  background(color: string): void;
  redraw(): void;
  dispose(): void;
}

/** Draws a scene into `host`. Throws `Error` where the browser has no WebGL. */
export function createSpaceView({ host, root, labels, up }: SpaceViewOptions): SpaceView {
  const renderer = new WebGLRenderer({ antialias: true, preserveDrawingBuffer: false });
  renderer.setPixelRatio(Math.min(2, devicePixelRatio));
  host.prepend(renderer.domElement);
  const scene = new Scene();
  scene.add(root, new AmbientLight(0xffffff, 1.6));
  const sphere = new Box3().setFromObject(root).getBoundingSphere(new Sphere());
  const size = Number.isFinite(sphere.radius) && sphere.radius > 0 ? sphere.radius : 1;
  const camera = new PerspectiveCamera(45, 1, size / 500, size * 200);
  camera.up.set(0, up === "y" ? 1 : 0, up === "z" ? 1 : 0);
  const light = new DirectionalLight(0xffffff, 2);
  camera.add(light);
  scene.add(camera);
  const controls = new OrbitControls(camera, renderer.domElement);
  const names = labels.map(({ text, at }) => ({ at, element: nameElement(host, text) }));
  const draw = (): void => {
    renderer.render(scene, camera);
    for (const { at, element } of names) placeName(element, at, camera, host);
  };
  const redraw = (): void => inNextFrame(draw);
  const reset = (): void => {
    const way = up === "z" ? new Vector3(-0.7, -1, 0.7) : new Vector3(0.7, 0.6, 1);
    controls.target.copy(sphere.center);
    camera.position.copy(sphere.center).addScaledVector(way.normalize(), size * (up === "z" ? 1.9 : 2.7));
    controls.update();
    redraw();
  };
  controls.addEventListener("change", redraw);
  // The wheel is the page's until somebody is at work here.
  const takeWheel = (): void => void (controls.enableZoom = true);
  const leaveWheel = (): void => void (controls.enableZoom = false);
  leaveWheel();
  host.addEventListener("focusin", takeWheel);
  host.addEventListener("focusout", leaveWheel);
  reset();
  return {
    turn(across, high) {
      controls.rotateLeft(across);
      controls.rotateUp(high);
      controls.update();
    },
    move(across, high) {
      const far = camera.position.distanceTo(controls.target);
      const right = new Vector3().setFromMatrixColumn(camera.matrix, 0).multiplyScalar(across * far);
      const above = new Vector3().setFromMatrixColumn(camera.matrix, 1).multiplyScalar(high * far);
      const by = right.add(above);
      camera.position.add(by);
      controls.target.add(by);
      controls.update();
      redraw();
    },
    zoom(factor) {
      camera.position.sub(controls.target).divideScalar(factor).add(controls.target);
      controls.update();
      redraw();
    },
    reset,
    resize(width, height) {
      renderer.setSize(width, height);
      camera.aspect = width / Math.max(1, height);
      camera.updateProjectionMatrix();
      redraw();
    },
    background(color) {
      scene.background = new Color(color);
      redraw();
    },
    redraw,
    dispose() {
      cancelFrame(draw);
      host.removeEventListener("focusin", takeWheel);
      host.removeEventListener("focusout", leaveWheel);
      controls.dispose();
      root.traverse(free);
      renderer.dispose();
      renderer.forceContextLoss();
      renderer.domElement.remove();
      for (const { element } of names) element.remove();
    },
  };
}

function nameElement(host: HTMLElement, text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "space-name";
  element.textContent = text;
  host.append(element);
  return element;
}

function placeName(element: HTMLElement, at: Vector3, camera: PerspectiveCamera, host: HTMLElement): void {
  const place = at.clone().project(camera);
  element.hidden = place.z > 1 || Math.abs(place.x) > 1 || Math.abs(place.y) > 1;
  const [x, y] = [((place.x + 1) / 2) * host.clientWidth, ((1 - place.y) / 2) * host.clientHeight];
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -100%)`;
}

/** Gives the memory of the graphics card back. */
function free(part: Object3D): void {
  if (!(part instanceof Mesh) && !("geometry" in part)) return;
  const { geometry, material } = part as unknown as {
    geometry?: { dispose(): void };
    material?: Material | Material[];
  };
  geometry?.dispose();
  for (const one of Array.isArray(material) ? material : [material]) {
    if (one === undefined) continue;
    for (const value of Object.values(one))
      if (typeof value === "object" && value !== null && "isTexture" in value)
        (value as unknown as { dispose(): void }).dispose();
    one.dispose();
  }
}
