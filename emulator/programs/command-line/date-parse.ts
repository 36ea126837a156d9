const units: Record<string, number> = { second: 1000, sec: 1000, minute: 60_000, min: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000, fortnight: 1_209_600_000 };
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * The time that `text` means as `date -d` reads it, in milliseconds since 1970 (UTC): `@seconds`, ISO dates and times, `10 Nov 2025`,
 * `now`, `today`, `yesterday`, `tomorrow`, weekdays, and offsets such as `2 days ago`, `+1 hour`, `next week`. Undefined when it is none.
 */
export function parseDate(text: string, now: number): number | undefined {
  let rest = text.trim().toLowerCase();
  const seconds = /^@(-?\d+(?:\.\d+)?)$/.exec(rest);
  if (seconds) return Number(seconds[1]) * 1000;
  let time = now;
  let hasClock = false;
  const take = (pattern: RegExp, use: (match: RegExpExecArray) => void): boolean => {
    const match = pattern.exec(rest);
    if (!match) return false;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`.trim();
    use(match);
    return true;
  };
  const setDay = (year: number, month: number, day: number) => {
    time = Date.UTC(year, month, day);
  };
  const year = new Date(now).getUTCFullYear();
  let zone = 0;
  take(/(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d))?/, ([, y, m, d]) => setDay(Number(y), Number(m) - 1, Number(d)));
  take(/(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?/, ([, m, d, y]) => setDay(y === undefined ? year : Number(y), Number(m) - 1, Number(d)));
  take(new RegExp(`(?:(\\d{1,2})\\s+)?(${months.join('|')})[a-z]*\\.?(?:\\s+(\\d{1,2})(?!\\d|:))?(?:,?\\s+(\\d{4}))?`), ([, before, m, after, y]) =>
    setDay(y === undefined ? year : Number(y), months.indexOf(m ?? ''), Number(before ?? after ?? 1)),
  );
  take(/(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*(am|pm)?/, ([, h, m, s, half]) => {
    hasClock = true;
    const hour = (Number(h) % (half === undefined ? 24 : 12)) + (half === 'pm' ? 12 : 0);
    const day = new Date(time);
    time = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour, Number(m)) + Number(s ?? 0) * 1000;
  });
  if (hasClock) take(/([+-])(\d{2}):?(\d{2})\b/, ([, sign, h, m]) => (zone = (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(m)) * 60_000));
  take(/\b(utc|gmt|z)\b/, () => undefined);
  take(/\b(now|today)\b/, () => undefined);
  take(/\byesterday\b/, () => (time -= 86_400_000));
  take(/\btomorrow\b/, () => (time += 86_400_000));
  let valid = true;
  while (take(/(?:([+-]?\s*\d+)|(next|last|a|an))?\s*(second|sec|minute|min|hour|day|week|fortnight|month|year)s?\b(\s+ago)?/, ([, count, word, unit = '', ago]) => {
    const amount = (count === undefined ? (word === 'last' ? -1 : 1) : Number(count.replaceAll(/\s/g, ''))) * (ago === undefined ? 1 : -1);
    const day = new Date(time);
    if (unit === 'month') time = day.setUTCMonth(day.getUTCMonth() + amount);
    else if (unit === 'year') time = day.setUTCFullYear(day.getUTCFullYear() + amount);
    else time += amount * (units[unit] ?? 0);
  }));
  take(new RegExp(`(next|last)?\\s*\\b(${weekdays.join('|')})[a-z]*`), ([, which, name = '']) => {
    const day = new Date(time);
    const ahead = (weekdays.indexOf(name) - day.getUTCDay() + 7) % 7;
    time = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + (which === 'last' ? ahead - 7 : which === 'next' && ahead === 0 ? 7 : ahead));
  });
  if (rest !== '' || Number.isNaN(time)) valid = false;
  return valid ? time - zone : undefined;
}
