/**
 * Subscriptions: what each wants, the socket that it is bound to, what waits for it, and when it
 * ends.
 */
@NullMarked
package org.navicast.hub.subscription;

import org.jspecify.annotations.NullMarked;
