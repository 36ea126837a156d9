/** The `filters` parameter, decoded: from a key to the set of its values. On the wire: JSON of `{"key": ["value"]}` or `{"key": {"value": true}}`. */
export type Filters = Readonly<Record<string, readonly string[]>>;
