import type { ReluUnits } from "./relu-units.ts";
import { reluUnits } from "./relu-units.ts";
import type {
  WatchedLayersModel,
  WatchedTensor,
  WatchedVariable,
  WatchedVariables,
} from "./watched-shapes.ts";

/** A parameter of a model. */
export interface WatchedParameter {
  /** In the names of rows. */
  readonly name: string;
  /** Of the variable, which an optimizer names its gradient after. */
  readonly variable: string;
  readonly tensor: WatchedTensor;
  readonly units: ReluUnits | undefined;
}

const NUMERIC: ReadonlySet<string> = new Set(["float32", "int32", "bool"]);

/** The parameters that a model has now, in its order, with a name each. Throws what tfjs throws for a disposed model. */
export function watchedParameters(model: WatchedLayersModel | WatchedVariables): readonly WatchedParameter[] {
  return distinct("weights" in model ? weightsOf(model) : variablesOf(model)).filter(({ tensor }) =>
    NUMERIC.has(tensor.dtype),
  );
}

function weightsOf(model: WatchedLayersModel): WatchedParameter[] {
  const units = reluUnits(model.layers);
  return model.weights.map((weight) => {
    const tensor = weight.read() as WatchedVariable;
    const variable = tensor.name;
    // tfjs makes `name` unique in the process, so a second model's would be other keys; this one is the layer's.
    return { name: weight.originalName, variable, tensor, units: units.get(variable) };
  });
}

function variablesOf({ variables }: WatchedVariables): WatchedParameter[] {
  const isList = Array.isArray(variables);
  return Object.entries(variables).map(([key, tensor]) => ({
    name: isList ? tensor.name : key,
    variable: tensor.name,
    tensor,
    units: undefined,
  }));
}

function distinct(parameters: readonly WatchedParameter[]): WatchedParameter[] {
  const seen = new Map<string, number>();
  return parameters.map((parameter) => {
    const count = seen.get(parameter.name) ?? 0;
    seen.set(parameter.name, count + 1);
    return count === 0 ? parameter : { ...parameter, name: `${parameter.name}_${String(count)}` };
  });
}
