import { notFound } from 'next/navigation';
import { ResourceNotFoundError } from '../errors';

/** What a page is about, or the page that says there is nothing: not there and not yours are one answer. */
export async function orNotFound<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof ResourceNotFoundError) notFound();
    throw error;
  }
}
