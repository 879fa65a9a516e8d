/** A stream of XML as a stream of events; namespaces are ignored, names are local names. */
import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { LONGEST_CELL, Unreadable } from './table.ts';

export type XmlHandlers = {
  open?: (name: string, attribute: (name: string) => string | undefined) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
};

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Feeds a stream to the handlers, and yields after each piece, so that the caller can hand on what it gathered.
 * Entities of a document type are not expanded; a broken document throws `Unreadable`.
 */
export async function* parseXml(
  stream: Readable,
  file: string,
  handlers: XmlHandlers,
  signal?: AbortSignal,
): AsyncGenerator<number, void, undefined> {
  const parser = new SaxesParser();
  const damaged = () => new Unreadable('damaged', file);
  let fault: Error | null = null;
  parser.on('error', (error) => {
    fault ??= error;
  });
  if (handlers.open) {
    const { open } = handlers;
    parser.on('opentag', ({ name, attributes }) => {
      open(local(name), (wanted) => {
        const plain = attributes[wanted];
        if (plain !== undefined) return plain;
        const key = Object.keys(attributes).find((one) => local(one) === wanted && one.includes(':'));
        return key === undefined ? undefined : attributes[key];
      });
    });
  }
  if (handlers.text) {
    const { text } = handlers;
    parser.on('text', (part) => {
      if (part.length > LONGEST_CELL * 4) throw new Unreadable('cell_too_long', file);
      text(part);
    });
    parser.on('cdata', (part) => text(part));
  }
  if (handlers.close) {
    const { close } = handlers;
    parser.on('closetag', ({ name }) => close(local(name)));
  }
  const decoder = new TextDecoder('utf-8');
  let read = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      parser.write(decoder.decode(chunk, { stream: true }));
      if (fault) throw damaged();
      read += chunk.length;
      yield read;
    }
    parser.close();
    if (fault) throw damaged();
    yield read;
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof Unreadable ? error : damaged();
  } finally {
    stream.destroy();
  }
}
