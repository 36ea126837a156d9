const principles = [
  {
    title: 'A machine, not a recording',
    text: 'The terminal is wired to an emulated Linux host. Pipes, files, processes and containers are there; a command that no lesson foresaw works as it would on yours.',
  },
  {
    title: 'Right is what Docker does',
    text: 'Commands, errors and formats are compared with recordings of a real Docker 28.5.2. What cannot be emulated says so.',
  },
  {
    title: 'Yours, and here',
    text: 'The machine runs in this tab and is kept in your browser. A reload is a reboot: disks stay, processes end. Reset brings the first state back.',
  },
];

/** What one may expect of the machine. */
export function Principles() {
  return (
    <section className="principles" aria-label="What to expect">
      {principles.map(({ title, text }) => (
        <div key={title}>
          <h2>{title}</h2>
          <p>{text}</p>
        </div>
      ))}
    </section>
  );
}
