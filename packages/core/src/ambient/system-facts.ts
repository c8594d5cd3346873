/** What a library tells of the machine, reduced to what a run keeps. Sizes are bytes; 0 and "" mean unknown. */
export interface SystemFacts {
  readonly platform: string;
  readonly model: string;
  readonly cpuName: string;
  readonly physicalCores: number;
  readonly logicalCores: number;
  readonly performanceCores: number;
  readonly efficiencyCores: number;
  readonly memoryTotal: number;
  readonly swapTotal: number;
  readonly graphics: readonly GraphicsFacts[];
}

interface GraphicsFacts {
  readonly vendor: string;
  readonly model: string;
  readonly cores: number;
}
