import type { Scene } from '../bench';
import { compete } from '../figure';
import { Connections, EMPTY_ROUTE } from '../http';
import { closedLoop } from '../load';

const CONNECTIONS = 10;
const SLOT_MS = 1_000;

/** Pages as the server writes them; what a browser then asks for is measured with the reads. */
export const pages: Scene = {
  name: 'pages',
  async run({ options, headers }) {
    const http = new Connections(CONNECTIONS);
    await http.warm(EMPTY_ROUTE);
    const figures = await compete(
      options.rounds,
      ['/dashboard', '/codes'].map((path) => ({
        what: `page ${path}, whole HTML`,
        ways: {
          empty: () => closedLoop(CONNECTIONS, SLOT_MS / 2, (_, at) => http.expect(404, at, EMPTY_ROUTE)),
          product: () =>
            closedLoop(CONNECTIONS, SLOT_MS, (_, at) =>
              http.expect(200, at, path, { headers: headers.large }),
            ),
        },
      })),
    );
    await http.close();
    return figures;
  },
};
