package io.muster.samples.orders;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * An order as it was taken. Immutable.
 *
 * @param id names it for ever
 * @param item what was ordered; in the catalog
 * @param quantity how many, from 1
 * @param price what all of it costs, tax included
 * @param receipt proves that this service took the order
 */
public record Order(UUID id, String item, int quantity, BigDecimal price, String receipt) {}
