import { afterAll, test } from 'vitest';
import { goShopping, setEnvironment } from './shop-client.js';

setEnvironment();
const { app, serve } = await import('../src/fetch-server.js');
afterAll(() => app.close());

test('serves an app to a Fetch runtime', async () => {
  const send = (url: string, init: RequestInit) => {
    const request = new Request(url, init);
    request.headers.set('x-real-ip', '127.0.0.1');
    return serve(request);
  };
  await goShopping(send, 'https://shop.example/parse');
});
