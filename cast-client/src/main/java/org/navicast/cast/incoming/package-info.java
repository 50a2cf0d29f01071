/** What a hub says: events, requests, and what becomes of the subscription. */
@NullMarked
package org.navicast.cast.incoming;

import org.jspecify.annotations.NullMarked;
