import { expect, test } from "vitest";
import { plotlyFigure } from "./plotly-figure.ts";

test("traces and pictures from elsewhere are left out", () => {
  const figure = plotlyFigure({
    data: [
      { type: "scatter", x: [1] },
      { type: "scattermapbox" },
      { type: "choropleth" },
      { type: "image", source: "https://a/b.png" },
      { type: "image", source: "data:image/png;base64,AA" },
      null,
      "x",
    ],
    layout: { images: [{ source: "//a" }, { source: "data:image/png;base64,AA" }], mapbox: {}, title: "t" },
  });
  expect(figure.data.map((trace) => (trace as { type: string }).type)).toEqual(["scatter", "image"]);
  expect(figure.layout).toEqual({ images: [{ source: "data:image/png;base64,AA" }], title: "t" });
});

test.each([{}, { data: 5, layout: 5 }, { data: null, layout: [] }])("%j is an empty figure", (figure) => {
  expect(plotlyFigure(figure)).toEqual({ data: [], layout: {} });
});
