import type { ReactNode } from 'react';
import { Workbench } from '../../../components/lesson/workbench';

/** Holds the terminal while one goes from lesson to lesson. */
export default function ReaderLayout({ children }: { children: ReactNode }) {
  return <Workbench>{children}</Workbench>;
}
