export const parts = ['people', 'privacy', 'reminders', 'calendars', 'drawer', 'backups', 'appearance', 'computer', 'help'] as const
export type Part = (typeof parts)[number]
export const isPart = (name: string | undefined): name is Part => parts.some((part) => part === name)
