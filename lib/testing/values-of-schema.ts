import fc from 'fast-check';
import { z } from 'zod';

/** What there is, by the name under which it is asked for: ids of either tenant, tokens, codes. */
export type Known = Record<string, unknown[]>;

type Shape = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  prefixItems?: Shape[];
  maxItems?: number;
};

/** What a schema takes, and at its bounds what it just does not take any more. */
export function valuesOf(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  return valuesOfShape(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape, known);
}

function valuesOfShape(shape: Shape, known: Known, name = ''): fc.Arbitrary<unknown> {
  const { properties, required = [], items, prefixItems } = shape;
  if (properties) {
    const values = Object.entries(properties).map(([key, one]) => [key, valuesOfShape(one, known, key)]);
    return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: required,
    });
  }
  if (prefixItems) return fc.tuple(...prefixItems.map((one) => valuesOfShape(one, known, name)));
  if (items)
    return fc.array(valuesOfShape(items, known, name), { maxLength: Math.min(shape.maxItems ?? 9, 9) });
  const made = leaf(shape, known, name);
  const there = known[name];
  return there ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...there) }, made) : made;
}

function leaf(shape: Shape, known: Known, name: string): fc.Arbitrary<unknown> {
  if ('const' in shape) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if (shape.anyOf) return fc.oneof(...shape.anyOf.map((one) => valuesOfShape(one, known, name)));
  if (Array.isArray(shape.type))
    return fc.oneof(...shape.type.map((type) => leaf({ ...shape, type }, known, name)));
  switch (shape.type ?? '') {
    case 'string':
      return texts(shape);
    case 'integer':
    case 'number':
      return numbers(shape);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.anything();
  }
}

function texts({ pattern, minLength = 0, maxLength = 50 }: Shape) {
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  const within = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) });
  const [longest, tooLong] = ['x'.repeat(maxLength), 'x'.repeat(maxLength + 1)];
  return fc.oneof({ weight: 4, arbitrary: within }, fc.constantFrom(longest, tooLong));
}

function numbers({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Shape) {
  const within = fc.integer({ min: minimum, max: Math.min(maximum, minimum + 100) });
  const edges = fc.constantFrom(minimum, maximum, minimum - 1, maximum + 1);
  return fc.oneof({ weight: 3, arbitrary: within }, edges);
}
