export const parts = ['people', 'privacy', 'reminders', 'drawer', 'appearance', 'computer', 'help'] as const
export type Part = (typeof parts)[number]
export const isPart = (name: string | undefined): name is Part => parts.some((part) => part === name)
