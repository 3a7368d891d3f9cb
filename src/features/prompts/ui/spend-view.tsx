/** What the language model has cost this month, beside what it may. */
import { Progress } from '@mantine/core'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Block, Facts, Soft } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import type { Spend } from '../schema.ts'
import { amountOf } from './cost.ts'
import { words } from './words.ts'

export function SpendView() {
  const t = useText()
  const format = useFormat()
  const query = useRead<Spend>('/model-spend')
  return (
    <Block title={t(words.spend)}>
      <Loaded query={query} lines={3}>
        {({ model, month, calls, inputTokens, outputTokens, cost, budget }) =>
          model === null && calls === 0 ? (
            <Soft>{t(words.noSpendModel)}</Soft>
          ) : (
            <>
              <Facts
                items={[
                  ...(model === null ? [] : [{ label: t(words.usedModel), value: model }]),
                  {
                    label: `${t(words.cost)}, ${format.value(month, 'date')}`,
                    value: cost === null ? t(words.noPrices) : amountOf(cost, format),
                  },
                  {
                    label: t(words.budget),
                    value: budget === null ? t(words.noBudget) : format.value(budget, 'number'),
                  },
                  { label: t(words.calls), value: format.count(calls) },
                  { label: t(words.tokensIn), value: format.count(inputTokens) },
                  { label: t(words.tokensOut), value: format.count(outputTokens) },
                ]}
              />
              {budget !== null && cost !== null && (
                <Progress
                  my={8}
                  value={budget === 0 ? 100 : Math.min(100, (cost / budget) * 100)}
                  aria-label={`${amountOf(cost, format)} / ${amountOf(budget, format)}`}
                />
              )}
              <Soft>{t(words.currencyHint)}</Soft>
            </>
          )
        }
      </Loaded>
    </Block>
  )
}
