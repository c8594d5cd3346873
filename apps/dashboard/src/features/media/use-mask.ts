import { useQuery, type UseQueryOptions, type UseQueryResult } from "@tanstack/react-query";
import { readBounded } from "../../lib/read-bounded.ts";
import type { MaskPixels } from "./paint-mask.ts";
import { readMask } from "./read-mask.ts";
import { boxLayer, type BoxLayerContent } from "./box-layer.ts";

const mostBoxBytes = 16 * 1_024 * 1_024;

/** The classes of a mask's pixels. */
export function useMask(url: string): UseQueryResult<MaskPixels> {
  return useQuery(maskQuery(url));
}

/** How to read a mask; a file of a run never changes. */
export function maskQuery(url: string): UseQueryOptions<MaskPixels> {
  return {
    queryKey: ["mask", url],
    queryFn: ({ signal }) => readMask(url, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  };
}

/** How to read the boxes of a layer. */
export function boxesQuery(url: string): UseQueryOptions<BoxLayerContent> {
  return {
    queryKey: ["boxes", url],
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      return boxLayer(new TextDecoder().decode(await readBounded(response, mostBoxBytes)));
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  };
}
