/** What a hub is told: the NAVICast events, as values without a wire format. */
@NullMarked
package org.navicast.cast.event;

import org.jspecify.annotations.NullMarked;
