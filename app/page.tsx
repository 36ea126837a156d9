import { Hero } from '../components/home/hero';
import { Principles } from '../components/home/principles';

export default function HomePage() {
  return (
    <main id="text" tabIndex={-1}>
      <Hero />
      <Principles />
    </main>
  );
}
