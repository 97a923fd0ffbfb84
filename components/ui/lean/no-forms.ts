/** Stands in for the machinery of antd's forms, which its fields bring along: this product's forms are React's. */
export { default as FormProvider } from './children-only';

export function useForm(): never {
  throw new Error("antd's forms are left out: write a form with components/ui/form-field");
}
