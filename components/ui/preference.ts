/** Small choices that outlive the page (`local`) or a reload of this tab (`tab`). A browser that refuses storage only forgets them. */
type Keeping = 'local' | 'tab';

const storage = (keeping: Keeping) => (keeping === 'local' ? localStorage : sessionStorage);

export function readPreference(name: string, keeping: Keeping): string | undefined {
  try {
    return storage(keeping).getItem(`drydock:${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a choice; undefined forgets it. */
export function writePreference(name: string, value: string | undefined, keeping: Keeping): void {
  try {
    if (value === undefined) storage(keeping).removeItem(`drydock:${name}`);
    else storage(keeping).setItem(`drydock:${name}`, value);
  } catch {
    // Refused: the choice holds for this page.
  }
}
