/** The event names of Google Analytics 4, in Segment's ecommerce vocabulary; its `items` as `products`. */
import { isObject, type JsonObject } from './json.ts'

const NAMES: ReadonlyMap<string, string> = new Map([
  ['page_view', 'Page Viewed'],
  ['screen_view', 'Screen Viewed'],
  ['view_item', 'Product Viewed'],
  ['view_item_list', 'Product List Viewed'],
  ['select_item', 'Product Clicked'],
  ['add_to_cart', 'Product Added'],
  ['remove_from_cart', 'Product Removed'],
  ['view_cart', 'Cart Viewed'],
  ['add_to_wishlist', 'Product Added to Wishlist'],
  ['begin_checkout', 'Checkout Started'],
  ['add_shipping_info', 'Checkout Step Viewed'],
  ['add_payment_info', 'Payment Info Entered'],
  ['purchase', 'Order Completed'],
  ['refund', 'Order Refunded'],
  ['search', 'Products Searched'],
  ['view_search_results', 'Products Searched'],
  ['view_promotion', 'Promotion Viewed'],
  ['select_promotion', 'Promotion Clicked'],
  ['share', 'Product Shared'],
  ['sign_up', 'Signed Up'],
  ['login', 'Signed In'],
])

/** Properties that have another name at Segment. */
const PROPERTIES: readonly (readonly [from: string, to: string])[] = [
  ['transaction_id', 'order_id'],
  ['search_term', 'query'],
  ['item_list_id', 'list_id'],
  ['item_list_name', 'category'],
]

const ITEM: ReadonlyMap<string, string> = new Map([
  ['item_id', 'product_id'],
  ['item_name', 'name'],
  ['item_brand', 'brand'],
  ['item_category', 'category'],
  ['item_variant', 'variant'],
  ['index', 'position'],
])

/** What is said in the vocabulary of GA4, in that of the log; anything else as it came. */
export function translate(name: string, properties: JsonObject): { type: string; properties: JsonObject } {
  const type = NAMES.get(name)
  if (type === undefined) return { type: name, properties }
  const copy: Record<string, unknown> = { ...properties }
  for (const [from, to] of PROPERTIES) {
    if (copy[from] !== undefined && copy[to] === undefined) {
      copy[to] = copy[from]
      delete copy[from]
    }
  }
  if (Array.isArray(copy.items) && copy.products === undefined) {
    copy.products = copy.items.map(productOf)
    delete copy.items
  }
  if (name === 'add_shipping_info') copy.step ??= 'shipping'
  return { type, properties: copy }
}

function productOf(item: unknown): unknown {
  if (!isObject(item)) return item
  return Object.fromEntries(Object.entries(item).map(([key, value]) => [ITEM.get(key) ?? key, value]))
}
