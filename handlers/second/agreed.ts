/** What a fact says of the second officer: both names where one agreed, else nothing. */
export const agreedIn = ({
  by,
  agreed,
}: {
  by: string
  agreed: { by: string } | null
}): { by: string; agreed: string } | Record<string, never> => (agreed ? { by, agreed: agreed.by } : {})
