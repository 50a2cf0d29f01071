/** Conferences, which carry the events of one topic to the subscribers of others. */
@NullMarked
package org.navicast.hub.conference;

import org.jspecify.annotations.NullMarked;
