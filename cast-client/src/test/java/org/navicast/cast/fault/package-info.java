/** A network that breaks as it is told to, for tests. */
@NullMarked
package org.navicast.cast.fault;

import org.jspecify.annotations.NullMarked;
