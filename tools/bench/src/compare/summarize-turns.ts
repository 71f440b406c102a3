import { median } from '@tools/scripts/median';
import { serverKinds, targetName, type Engine, type ServerKind } from '../servers/server-kinds.js';
import type { Turn } from './run-turns.js';

/** What a scenario costs on a server: the medians of its turns. */
export interface Figures {
  readonly cpuMicros: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly allocatedKb: number;
}

/** The figures of one row of one engine's table. */
export interface Row {
  readonly scenario: string;
  readonly figures: Readonly<Partial<Record<ServerKind, Figures>>>;
  /** Medians of the ratios within each round, of CPU per request. */
  readonly oursToFloor: number | undefined;
  readonly incumbentToOurs: number | undefined;
}

/** The rows of an engine, in the order of the scenarios. */
export function summarizeTurns(turns: readonly Turn[], engine: Engine): readonly Row[] {
  const ofEngine = turns.filter(({ target }) => target.engine === engine);
  const names = [...new Set(ofEngine.map(({ scenario }) => scenario))];
  return names.map((scenario) => summarize(scenario, ofEngine));
}

/** The most memory each server has had, in MB. */
export function peakMemory(
  turns: readonly Turn[],
): readonly (readonly [target: string, megabytes: number])[] {
  const peaks = new Map<string, number>();
  for (const { target, cost } of turns) {
    const name = targetName(target);
    peaks.set(name, Math.max(peaks.get(name) ?? 0, cost.peakRssBytes / 1024 / 1024));
  }
  return [...peaks];
}

function summarize(scenario: string, turns: readonly Turn[]): Row {
  const own = turns.filter((turn) => turn.scenario === scenario);
  const of = (kind: ServerKind) => own.filter(({ target }) => target.kind === kind);
  const figures: Partial<Record<ServerKind, Figures>> = {};
  for (const kind of serverKinds) if (of(kind).length > 0) figures[kind] = figuresOf(of(kind));
  const ratio = (above: ServerKind, below: ServerKind) => medianRatio(of(above), of(below));
  return {
    scenario,
    figures,
    oursToFloor: ratio('ours', 'floor'),
    incumbentToOurs: ratio('incumbent', 'ours'),
  };
}

function figuresOf(turns: readonly Turn[]): Figures {
  const middle = (value: (turn: Turn) => number): number => median(turns.map(value));
  return {
    cpuMicros: middle(cpuPerRequest),
    perSecond: middle(({ load }) => load.requests / load.seconds),
    p50Ms: middle(({ load }) => load.p50Ms),
    p99Ms: middle(({ load }) => load.p99Ms),
    allocatedKb: middle(({ cost, load }) => cost.allocatedBytes / load.requests / 1024),
  };
}

function medianRatio(above: readonly Turn[], below: readonly Turn[]): number | undefined {
  const ratios = above.flatMap((turn) => {
    const other = below.find(({ round }) => round === turn.round);
    return other ? [cpuPerRequest(turn) / cpuPerRequest(other)] : [];
  });
  return ratios.length > 0 ? median(ratios) : undefined;
}

function cpuPerRequest({ cost, load }: Turn): number {
  return cost.cpuMicros / load.requests;
}
