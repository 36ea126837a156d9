import type { Filters } from '../types/filter';

/** Filters as a query parameter, left out when there are none. */
export function filterQuery(filters: Filters | undefined): string | undefined {
  if (!filters || Object.keys(filters).length === 0) return undefined;
  return JSON.stringify(Object.fromEntries(Object.entries(filters).map(([key, values]) => [key, Object.fromEntries(values.map((value) => [value, true]))])));
}
