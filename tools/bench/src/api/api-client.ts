import { request } from 'undici';
import { httpRequest, type ApiRequest, type JsonObject } from './api-request.js';

/** What a server answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** Sends requests to one server. */
export interface ApiClient {
  /** Whatever the status is. */
  readonly answer: (request: ApiRequest) => Promise<ApiAnswer>;
  /** Only the body; rejects when the answer is an error. */
  readonly send: (request: ApiRequest) => Promise<JsonObject>;
}

/** A client for the server at `origin`, `http://127.0.0.1:1337` say. */
export function apiClient(origin: string): ApiClient {
  const answer = async (apiRequest: ApiRequest): Promise<ApiAnswer> => {
    const { path, ...options } = httpRequest(apiRequest);
    const response = await request(`${origin}${path}`, { ...options, method: apiRequest.method });
    return { status: response.statusCode, body: (await response.body.json()) as JsonObject };
  };
  return {
    answer,
    async send(apiRequest) {
      const { status, body } = await answer(apiRequest);
      if (status < 300) return body;
      throw new Error(`${apiRequest.method} ${apiRequest.path}: ${status} ${JSON.stringify(body)}`);
    },
  };
}
