#include "sources/gp2gp/decode.hpp"

#include <array>

#include <zlib.h>

#include "base/error.hpp"

namespace ferry::gp2gp {
namespace {

/// Ends zlib's stream whatever happens.
class Inflating {
public:
    Inflating()
    {
        constexpr int gzip_header = 16;
        if (inflateInit2(&stream_, MAX_WBITS + gzip_header) != Z_OK) {
            throw Error{"no memory for unpacking an attachment"};
        }
    }
    ~Inflating() { inflateEnd(&stream_); }
    Inflating(const Inflating&) = delete;
    Inflating& operator=(const Inflating&) = delete;
    z_stream& stream() { return stream_; }

private:
    z_stream stream_{};
};

} // namespace

Parsed<std::string> gunzipped(std::string_view bytes, std::size_t size_max)
{
    Inflating inflating;
    z_stream& stream = inflating.stream();
    // zlib does not write to its input; its interface is older than const.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): see above
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string all;
    std::array<char, std::size_t{1} << 16U> room{};
    int state = Z_OK;
    while (state == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(room.data());
        stream.avail_out = static_cast<uInt>(room.size());
        state = inflate(&stream, Z_NO_FLUSH);
        all.append(room.data(), room.size() - stream.avail_out);
        if (all.size() > size_max) {
            return tl::unexpected{Fault::out_of_range};
        }
    }
    return state == Z_STREAM_END ? Parsed<std::string>{std::move(all)}
                                 : tl::unexpected{Fault::malformed};
}

} // namespace ferry::gp2gp
