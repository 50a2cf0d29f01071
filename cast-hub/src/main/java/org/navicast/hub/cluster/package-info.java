/** What nodes know of each other and how they say it: pure, time passed in. */
@NullMarked
package org.navicast.hub.cluster;

import org.jspecify.annotations.NullMarked;
