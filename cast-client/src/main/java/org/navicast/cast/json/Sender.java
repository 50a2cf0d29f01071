package org.navicast.cast.json;

/**
 * Who publishes: what every envelope of one run of a gateway has in common.
 *
 * @param gateway name of the gateway in its configuration
 * @param session UUID of this run
 * @param subscriberName {@code NAVICAST-} and six letters or digits, drawn once a run; the hub
 *     suppresses echoes by it
 * @param product told as {@code subscriber.product.name}
 * @param actor told as {@code subscriber.actor}
 */
public record Sender(
    String gateway, String session, String subscriberName, String product, String actor) {}
