/**
 * What carries messages between the nodes of one hub: a contract of three verbs, and NATS behind
 * it.
 */
@NullMarked
package org.navicast.hub.engine;

import org.jspecify.annotations.NullMarked;
