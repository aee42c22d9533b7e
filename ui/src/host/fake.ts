// A host for unit tests: answers by command name, a record of what was asked, events on demand.
import { HostError, useHost, type Args, type CommandName, type Host, type HostEvents, type Result } from './index'

type Answer<Name extends CommandName> = (args: Args<Name>) => Result<Name> | Promise<Result<Name>>
type Answers = { [Name in CommandName]?: Answer<Name> }

export interface FakeHost {
  /** Every call so far, in order. */
  calls: { name: string; args: unknown }[]
  answer<Name extends CommandName>(name: Name, answer: Answer<Name>): void
  send<E extends keyof HostEvents>(event: E, payload: HostEvents[E]): void
}

export function fakeHost(answers: Answers = {}): FakeHost {
  const table = new Map<string, (args: never) => unknown>(Object.entries(answers))
  const ears = new Map<string, Set<(payload: never) => void>>()
  const calls: FakeHost['calls'] = []

  const host: Host = {
    async invoke(name, args) {
      calls.push({ name, args })
      const answer = table.get(name)
      if (!answer) throw new HostError('unknown', `the fake host has no answer for ${name}`)
      return answer(args as never)
    },
    listen(event, heard) {
      const set = ears.get(event) ?? new Set()
      set.add(heard as (payload: never) => void)
      ears.set(event, set)
      return Promise.resolve(() => {
        set.delete(heard as (payload: never) => void)
      })
    },
    setTitle(title) {
      document.title = title
      return Promise.resolve()
    },
  }
  useHost(host)

  return {
    calls,
    answer(name, answer) {
      table.set(name, answer as (args: never) => unknown)
    },
    send(event, payload) {
      for (const heard of ears.get(event) ?? []) heard(payload as never)
    },
  }
}
