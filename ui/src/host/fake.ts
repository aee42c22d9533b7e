// A host for unit tests: answers by command name, a record of what was asked, events on demand.
import { HostError, useHost, type Answer, type Args, type CommandName, type Host, type HostEvents } from './index'

type Reply<Name extends CommandName> = (args: Args<Name>) => Answer<Name> | Promise<Answer<Name>>
type Replies = { [Name in CommandName]?: Reply<Name> }

export interface FakeHost {
  /** Every call so far, in order. */
  calls: { name: string; args: unknown }[]
  answer<Name extends CommandName>(name: Name, answer: Reply<Name>): void
  send<E extends keyof HostEvents>(event: E, payload: HostEvents[E]): void
}

export function fakeHost(answers: Replies = {}): FakeHost {
  const table = new Map<string, (args: never) => unknown>(Object.entries(answers))
  const ears = new Map<string, Set<(payload: never) => void>>()
  const calls: FakeHost['calls'] = []

  const host: Host = {
    invoke(name, args) {
      calls.push({ name, args })
      const answer = table.get(name)
      return answer
        ? Promise.resolve().then(() => answer(args as never))
        : Promise.reject(new HostError('unexpected', undefined, `the fake host has no answer for ${name}`))
    },
    listen(event, heard) {
      const set = ears.get(event) ?? new Set()
      set.add(heard)
      ears.set(event, set)
      return Promise.resolve(() => {
        set.delete(heard)
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
      table.set(name, answer)
    },
    send(event, payload) {
      for (const heard of ears.get(event) ?? []) heard(payload as never)
    },
  }
}
