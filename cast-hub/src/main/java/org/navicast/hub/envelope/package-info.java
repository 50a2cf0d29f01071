/** What an event says, read as far as a hub has to know it. */
@NullMarked
package org.navicast.hub.envelope;

import org.jspecify.annotations.NullMarked;
