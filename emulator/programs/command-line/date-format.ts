const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** Days since the first of January. */
function dayOfYear(date: Date): number {
  return Math.floor((Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000);
}

/** Year and number of the ISO week. */
function isoWeek(date: Date): [number, number] {
  const thursday = new Date(date);
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  return [thursday.getUTCFullYear(), Math.floor(dayOfYear(thursday) / 7) + 1];
}

/**
 * `format` with strftime's sequences (date(1)'s, with its flags `-`, `_`, `0`, `^`) filled in for `time` (milliseconds since
 * 1970), in UTC, the machine's zone. Unknown sequences stay as they are.
 */
export function formatDate(format: string, time: number): string {
  const date = new Date(time);
  const pad = (value: number, width: number, fill = '0') => String(value).padStart(width, fill);
  const hour12 = date.getUTCHours() % 12 || 12;
  const nanoseconds = Math.round((((time % 1000) + 1000) % 1000) * 1e6);
  const day = weekdays[date.getUTCDay()] ?? '';
  const month = months[date.getUTCMonth()] ?? '';
  const values: Record<string, () => string> = {
    '%': () => '%',
    n: () => '\n',
    t: () => '\t',
    a: () => day.slice(0, 3),
    A: () => day,
    b: () => month.slice(0, 3),
    h: () => month.slice(0, 3),
    B: () => month,
    c: () => formatDate('%a %b %e %H:%M:%S %Y', time),
    C: () => pad(Math.floor(date.getUTCFullYear() / 100), 2),
    d: () => pad(date.getUTCDate(), 2),
    D: () => formatDate('%m/%d/%y', time),
    e: () => pad(date.getUTCDate(), 2, ' '),
    F: () => formatDate('%Y-%m-%d', time),
    g: () => pad(isoWeek(date)[0] % 100, 2),
    G: () => String(isoWeek(date)[0]),
    H: () => pad(date.getUTCHours(), 2),
    I: () => pad(hour12, 2),
    j: () => pad(dayOfYear(date) + 1, 3),
    k: () => pad(date.getUTCHours(), 2, ' '),
    l: () => pad(hour12, 2, ' '),
    m: () => pad(date.getUTCMonth() + 1, 2),
    M: () => pad(date.getUTCMinutes(), 2),
    N: () => pad(nanoseconds, 9),
    p: () => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
    P: () => (date.getUTCHours() < 12 ? 'am' : 'pm'),
    q: () => String(Math.floor(date.getUTCMonth() / 3) + 1),
    r: () => formatDate('%I:%M:%S %p', time),
    R: () => formatDate('%H:%M', time),
    s: () => String(Math.floor(time / 1000)),
    S: () => pad(date.getUTCSeconds(), 2),
    T: () => formatDate('%H:%M:%S', time),
    u: () => String(date.getUTCDay() || 7),
    U: () => pad(Math.floor((dayOfYear(date) + 7 - date.getUTCDay()) / 7), 2),
    V: () => pad(isoWeek(date)[1], 2),
    w: () => String(date.getUTCDay()),
    W: () => pad(Math.floor((dayOfYear(date) + 7 - ((date.getUTCDay() + 6) % 7)) / 7), 2),
    x: () => formatDate('%m/%d/%y', time),
    X: () => formatDate('%H:%M:%S', time),
    y: () => pad(date.getUTCFullYear() % 100, 2),
    Y: () => String(date.getUTCFullYear()),
    z: () => '+0000',
    Z: () => 'UTC',
  };
  return format.replaceAll(/%([-_0^#]?)(\d*)(:?)([a-zA-Z%])/g, (whole, flag: string, width: string, colon: string, letter: string) => {
    if (colon === ':') return letter === 'z' ? '+00:00' : whole;
    const value = values[letter]?.();
    if (value === undefined) return whole;
    if (letter === 'N' && width !== '') return value.slice(0, Number(width));
    let text = value;
    if (flag === '-') text = text.replace(/^[0 ]+(?=.)/, '');
    if (flag === '_') text = text.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length));
    if (flag === '0') text = text.replace(/^ +/, (blanks) => '0'.repeat(blanks.length));
    if (flag === '^') text = text.toUpperCase();
    return width === '' ? text : text.padStart(Number(width), flag === '_' ? ' ' : '0');
  });
}
