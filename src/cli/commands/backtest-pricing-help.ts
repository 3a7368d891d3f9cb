/** Apart from the command, which loads its models only when it runs. */
export const PRICING_HELP = `
backtest pricing reads product,price,units and, where there are, store,week,promotion; the columns in any order:
  product    any text that names the product
  price      per unit, in any one currency, with a decimal point; rows of price 0 (gifts) are left out
  units      sold in that row; 0 counts, negative ones (returns) are left out
  store      any text; each store has a level of its own
  week       a whole number, 2026-W07, or a day; the last fifth of the weeks is held out, without weeks the last fifth of each product's rows
  promotion  0 or 1, no or yes, or the reduction in per cent (anything above 0 counts as 1)
An elasticity of -2 means that 1 % more price sells 2 % less. --output writes product,elasticity,lower90,upper90,n,prices,note.`
