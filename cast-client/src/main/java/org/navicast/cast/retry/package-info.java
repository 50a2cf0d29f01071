/** When to try again. */
@NullMarked
package org.navicast.cast.retry;

import org.jspecify.annotations.NullMarked;
