import type { ReactNode } from 'react';

/** Stands in for what antd wraps its components in just in case, above all tooltips: this product leaves those to the browser. */
export default function ChildrenOnly({ children }: { children?: ReactNode }) {
  return children;
}
