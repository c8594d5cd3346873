/** What a field is compared with. */
export type FilterScalar = null | boolean | number | string;

/** Conditions on one field, all of which must hold. `$regex` is an RE2 pattern, with flags `ims` in `$options`. */
export interface FilterConditions {
  readonly $eq?: FilterScalar | readonly FilterScalar[];
  readonly $ne?: FilterScalar | readonly FilterScalar[];
  readonly $gt?: FilterScalar;
  readonly $gte?: FilterScalar;
  readonly $lt?: FilterScalar;
  readonly $lte?: FilterScalar;
  readonly $in?: readonly FilterScalar[];
  readonly $nin?: readonly FilterScalar[];
  readonly $exists?: boolean;
  readonly $regex?: string;
  readonly $options?: string;
  readonly $not?: FilterConditions;
}

/** Which runs to let through, as MongoDB writes it: fields with values or conditions, and `$and`, `$or`, `$nor` of filters. */
export interface RunFilter {
  readonly [field: string]: FilterScalar | readonly FilterScalar[] | FilterConditions | readonly RunFilter[];
}
