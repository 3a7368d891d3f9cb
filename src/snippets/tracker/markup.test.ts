import { describe, expect, it } from 'vitest'
import { eventName, readAttributes } from './markup.ts'

describe('the name of an event', () => {
  it.each([
    ['product-viewed', 'Product Viewed'],
    ['checkout-step-viewed', 'Checkout Step Viewed'],
    ['order-completed', 'Order Completed'],
    ['Product Added', 'Product Added'],
  ])('of %s is %s', (kind, name) => {
    expect(eventName(kind)).toBe(name)
  })
})

describe('the attributes of an element', () => {
  it('are read under the names of Segment, and no others', () => {
    const dataset = {
      sku: '007',
      productId: '5',
      orderId: '1001',
      step: '2',
      dirigent: 'x',
      email: 'a@b.de',
      skuX: '1',
    }
    expect(readAttributes(dataset)).toEqual({ sku: '007', product_id: '5', order_id: '1001', step: '2' })
  })

  it('are numbers where they are amounts, with point or comma; what else is there is not known rather than wrong', () => {
    expect(readAttributes({ price: '49.95', total: '1299,5', quantity: '2', results: '0' })).toEqual({
      price: 49.95,
      total: 1299.5,
      quantity: 2,
      results: 0,
    })
    const unclear = JSON.stringify(readAttributes({ price: '1.234,56 €', total: 'auf Anfrage' }))
    expect(unclear).toBe('{"price":null,"total":null}')
  })

  it('are left out where they are empty', () => {
    expect(readAttributes({ sku: '', price: '', query: undefined })).toEqual({})
  })
})
