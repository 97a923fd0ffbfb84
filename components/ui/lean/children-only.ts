import type { ReactNode } from 'react';

/** Stands in for what antd wraps its components in just in case, above all tooltips: this product leaves those to the browser. */
function ChildrenOnly({ children }: { children?: ReactNode }) {
  return children;
}

// oxlint-disable-next-line import/no-default-export -- as antd imports what this stands in for
export default ChildrenOnly;
