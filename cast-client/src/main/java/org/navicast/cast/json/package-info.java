/** Events to and from JSON, streaming. */
@NullMarked
package org.navicast.cast.json;

import org.jspecify.annotations.NullMarked;
