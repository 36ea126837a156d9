import type { ComponentProps } from 'react';

/** A table that scrolls sideways on a narrow screen instead of widening the page. */
export function ScrollingTable(props: ComponentProps<'table'>) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard
    <div className="table-scroll" role="group" aria-label="Table" tabIndex={0}>
      <table {...props} />
    </div>
  );
}

/** A column's heading. The empty corner of a table is no heading. */
export function HeaderCell({ children, ...rest }: ComponentProps<'th'>) {
  if (children === undefined || children === null || children === '') return <td {...rest} />;
  return (
    <th scope="col" {...rest}>
      {children}
    </th>
  );
}
