import { z } from 'zod'

/** One reading of WeCom's directory, whole. */
export const DirectoryReading = z.object({
  departments: z.array(
    z.object({ id: z.string(), name: z.string(), parent: z.string(), order: z.number(), leaders: z.array(z.string()) }),
  ),
  people: z.array(
    z.object({
      userid: z.string(),
      name: z.string(),
      departments: z.array(z.string()),
      leads: z.array(z.string()),
      position: z.string(),
      order: z.number(),
      status: z.number().int(),
    }),
  ),
})
export type DirectoryReading = z.infer<typeof DirectoryReading>
