#!/bin/sh
# In ra những gì đã đổi của mọi kế hoạch giữa hai phiên bản trong git, dạng Markdown.
# Cách dùng: so-sanh.sh PHIÊN_BẢN_CŨ PHIÊN_BẢN_MỚI, chạy ở thư mục gốc của kho.
# Kết thúc bằng 0 khi không có gì đổi, 1 khi có đổi, 2 khi có chỗ không so sánh được.
set -u

if [ $# -ne 2 ]; then
    echo "cách dùng: so-sanh.sh PHIÊN_BẢN_CŨ PHIÊN_BẢN_MỚI" >&2
    exit 2
fi
cu=$1
moi=$2

# Thư mục có tệp đã đổi, mỗi thư mục một dòng.
thu_muc=$(git -c core.quotepath=off diff --name-only --no-renames --no-ext-diff "$cu" "$moi" --) || exit 2
thu_muc=$(printf '%s\n' "$thu_muc" | sed -e '/^$/d' -e '/\//!s|^.*$|./|' -e 's|/[^/]*$||' | sort -u)

co() {
    git cat-file -e "$1:$2/ke-hoach.yaml" 2> /dev/null
}

ket_thuc=0
# Vòng lặp đọc từ tệp tạm để giữ được mã kết thúc.
danh_sach=$(mktemp) || exit 2
trap 'rm -f "$danh_sach"' EXIT
printf '%s\n' "$thu_muc" > "$danh_sach"
while IFS= read -r dir; do
    if [ -z "$dir" ]; then continue; fi
    if co "$cu" "$dir" && co "$moi" "$dir"; then
        kehoach diff "$cu" "$moi" --to md -- "$dir"
        ma=$?
    elif co "$moi" "$dir"; then
        printf '**Kế hoạch mới:** %s\n' "$dir"
        ma=1
    elif co "$cu" "$dir"; then
        printf '**Bỏ kế hoạch:** %s\n' "$dir"
        ma=1
    else
        continue
    fi
    printf '\n'
    if [ "$ma" -gt "$ket_thuc" ]; then ket_thuc=$ma; fi
done < "$danh_sach"
exit "$ket_thuc"
