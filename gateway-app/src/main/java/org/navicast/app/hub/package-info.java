/** What commands and gateway have in common on their way to a hub: clocks, names, a subscriber. */
@NullMarked
package org.navicast.app.hub;

import org.jspecify.annotations.NullMarked;
